import { readFileSync } from 'fs';
import { join } from 'path';
import { fromPython, fromPythonTemplate } from '../python';

const cases = readFileSync(join(__dirname, 'python-re.txt'), 'utf8')
  .split('\n')
  .filter(line => line.startsWith('"'))
  .map(line => {
    const [regex, replace, text, result] = line.split('\t');
    return {
      regex: JSON.parse(regex) as string,
      replace: JSON.parse(replace) as string,
      text: JSON.parse(text) as string,
      result
    };
  });

/** What JavaScript makes of it, told as the fixture does. */
function substitute(regex: string, replace: string, text: string): string {
  const pattern = fromPython(regex);
  if ('problem' in pattern) {
    return pattern.isPython ? 'error' : 'cannot';
  }
  const template = fromPythonTemplate(replace, pattern);
  if ('problem' in template) {
    return template.isPython ? 'error' : 'cannot';
  }
  let expression: RegExp;
  try {
    expression = new RegExp(pattern.source, `${pattern.flags}gu`);
  } catch {
    return 'error';
  }
  return JSON.stringify(text.replace(expression, template.template));
}

it.each(cases)(
  'gives what re.sub gives: $regex → $replace',
  ({ regex, replace, text, result }) => {
    const expected = result.startsWith('"')
      ? JSON.stringify(JSON.parse(result))
      : result;
    expect(substitute(regex, replace, text)).toBe(expected);
  }
);
