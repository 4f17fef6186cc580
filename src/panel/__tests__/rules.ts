import { Signal } from '@lumino/signaling';
import { compileOwn, readSanitizers } from '../../core/outputs/own';
import type { ISanitizerPair } from '../../core/outputs/own';
import type { ICompareRules, IOwnPattern } from '../../core/outputs/types';
import type {
  CellTag,
  IRulesModel,
  ITagState,
  ITrial
} from '../../lab/rules-view';

/** Rules that are held in memory, and write down what is asked of them. */
export class FakeRules implements IRulesModel {
  value: Required<ICompareRules> = {
    stderr: 'remark',
    tolerance: 1e-9,
    images: 'small',
    imageThreshold: 0,
    masksOff: [],
    ownPatterns: []
  };
  readonly changed: Signal<IRulesModel, void> = new Signal(this);
  readonly masks = [
    { id: 'uuid', name: 'id', plural: 'ids', about: 'Ids made at random' },
    {
      id: 'address',
      name: 'address',
      plural: 'addresses',
      about: 'Memory addresses: `<A at 0x7f>`'
    }
  ];
  trial: ITrial | null = null;
  readonly tried: string[] = [];
  readonly files: { [path: string]: string } = {};
  readonly tags = new Map<CellTag, ITagState>();
  readonly calls: string[] = [];

  set(part: Partial<ICompareRules>): Promise<void> {
    this.value = { ...this.value, ...part };
    this.changed.emit();
    return Promise.resolve();
  }
  check(pattern: IOwnPattern): string | null {
    const compiled = compileOwn(pattern);
    return 'problem' in compiled ? compiled.problem : null;
  }
  try({ pattern }: IOwnPattern): Promise<ITrial | null> {
    this.tried.push(pattern);
    return Promise.resolve(this.trial);
  }
  readSanitizers(text: string): ISanitizerPair[] {
    return readSanitizers(text);
  }
  readFile(path: string): Promise<string> {
    return path in this.files
      ? Promise.resolve(this.files[path])
      : Promise.reject(new Error(`${path} cannot be read`));
  }
  tag(_: number, tag: CellTag): ITagState {
    return this.tags.get(tag) ?? { on: false, reason: null };
  }
  setTag(index: number, tag: CellTag, on: boolean): void {
    this.calls.push(`${on ? 'set' : 'remove'} ${tag} of ${index}`);
    this.tags.set(tag, { on, reason: null });
  }
}
