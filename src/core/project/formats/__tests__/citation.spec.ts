import { readCitation } from '../citation';

describe('readCitation', () => {
  it('finds repository and DOI of CITATION.cff', () => {
    const text = `cff-version: 1.2.0
message: Cite it
title: X
authors: [{name: A}]
repository-code: https://git.example.org/x
identifiers:
  - type: url
    value: https://example.org
  - type: doi
    value: 10.5281/ZENODO.1
`;
    expect(readCitation(text, 'CITATION.cff')).toEqual({
      format: 'citation-cff',
      path: 'CITATION.cff',
      repository: { url: 'https://git.example.org/x', line: 5 },
      doi: { doi: '10.5281/zenodo.1', line: 10 },
      problems: []
    });
  });

  it('prefers the DOI of its own and names missing keys', () => {
    const text = 'title: X\ndoi: https://doi.org/10.1234/abc\n';
    const { doi, problems } = readCitation(text, 'CITATION.cff');
    expect(doi).toEqual({ doi: '10.1234/abc', line: 2 });
    expect(problems[0].message).toBe(
      'Lacks required keys: authors, cff-version, message'
    );
  });

  it('finds repository and DOI of codemeta.json', () => {
    const text = JSON.stringify(
      {
        codeRepository: 'https://git.example.org/x',
        identifier: [
          {
            '@type': 'PropertyValue',
            value: 'https://doi.org/10.5281/zenodo.2'
          }
        ]
      },
      null,
      1
    );
    expect(readCitation(text, 'codemeta.json')).toMatchObject({
      format: 'codemeta',
      repository: { url: 'https://git.example.org/x', line: 2 },
      doi: { doi: '10.5281/zenodo.2', line: 3 }
    });
  });

  it.each(['{"a":', '[]', '3', 'null'])('refuses %s as codemeta', text => {
    const { problems } = readCitation(text, 'codemeta.json');
    expect(problems[0].fatal).toBe(true);
  });
});
