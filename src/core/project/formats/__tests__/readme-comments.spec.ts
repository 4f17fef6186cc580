import fc from 'fast-check';
import { withoutComments } from '../readme-comments';

const strip = (text: string): string =>
  withoutComments(text.split('\n')).join('\n');

describe('withoutComments', () => {
  it.each([
    ['a <!-- b --> c', 'a  c'],
    ['a <!-- b\nc\nd --> e', 'a \n\n e'],
    ['a <!-- b\n```\nc', 'a \n\n'],
    ['<!--> a', ' a'],
    ['<!-- a --> b <!-- c --> d', ' b  d'],
    ['`<!-- a -->` b', '`<!-- a -->` b'],
    ['```\n<!-- a -->\n```\n<!-- b -->', '```\n<!-- a -->\n```\n'],
    ['~~~~\n<!--\n~~~\n~~~~\na', '~~~~\n<!--\n~~~\n~~~~\na']
  ])('of %j leaves %j', (text, left) => {
    expect(strip(text)).toBe(left);
  });

  it('keeps the number of lines, and a text without comments as it is', () => {
    const part = fc.constantFrom('<!--', '-->', '`', '```', '~~~', '\n', 'a');
    fc.assert(
      fc.property(fc.array(part), parts => {
        const lines = parts.join('').split('\n');
        expect(withoutComments(lines)).toHaveLength(lines.length);
        const plain = parts.filter(each => each !== '<!--').join('');
        if (!plain.includes('<!--')) {
          expect(strip(plain)).toBe(plain);
        }
      })
    );
  });
});
