import { Widget } from '@lumino/widgets';

/** A widget on the page, as a person finds their way in it. */
export class Screen {
  constructor(readonly widget: Widget) {}

  get text(): string {
    return (this.widget.node.textContent ?? '').replace(/\s+/g, ' ');
  }

  /** The control of that visible text or label. */
  button(name: string): HTMLButtonElement {
    const found = this.buttons(name)[0];
    if (!found) {
      throw new Error(`No button "${name}" in: ${this.text}`);
    }
    return found;
  }

  buttons(name: string): HTMLButtonElement[] {
    return [
      ...this.widget.node.querySelectorAll<HTMLButtonElement>('button')
    ].filter(
      node =>
        node.textContent?.trim() === name ||
        node.getAttribute('aria-label') === name
    );
  }

  all(selector: string): HTMLElement[] {
    return [...this.widget.node.querySelectorAll<HTMLElement>(selector)];
  }

  async press(name: string): Promise<void> {
    this.button(name).click();
    await settled();
  }

  async key(key: string): Promise<void> {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
    );
    await settled();
  }
}

/** Resolves when React has drawn what was asked for. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await new Promise(resolve => setTimeout(resolve, 1));
  }
}

/** Shows a widget; `clearScreen` takes it away again. */
export async function show(widget: Widget): Promise<Screen> {
  Widget.attach(widget, document.body);
  shown.push(widget);
  await settled();
  return new Screen(widget);
}

export function clearScreen(): void {
  shown.splice(0).forEach(widget => widget.dispose());
}

const shown: Widget[] = [];
