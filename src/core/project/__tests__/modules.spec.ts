import { distributionsFor, sharesNamespace } from '../modules';

describe('distributionsFor', () => {
  it.each([
    ['cv2', 'opencv-python'],
    ['cv2', 'opencv-python-headless'],
    ['cv2', 'py-opencv'],
    ['sklearn', 'scikit-learn'],
    ['skimage', 'scikit-image'],
    ['PIL', 'pillow'],
    ['yaml', 'pyyaml'],
    ['bs4', 'beautifulsoup4'],
    ['Bio', 'biopython'],
    ['osgeo', 'gdal'],
    ['dateutil', 'python-dateutil'],
    ['matplotlib', 'matplotlib-base'],
    ['mpl_toolkits', 'matplotlib'],
    ['torch', 'pytorch'],
    ['fitz', 'pymupdf'],
    ['docx', 'python-docx'],
    ['IPython', 'ipykernel'],
    ['IPython', 'jupyterlab']
  ])('knows that %s may come with %s', (module, distribution) => {
    expect(distributionsFor(module)).toContain(distribution);
  });

  it('takes the name of an unknown module for that of its distribution, normalised', () => {
    expect(distributionsFor('My_Module')[0]).toBe('my-module');
  });

  it('gives the usual distribution first', () => {
    expect(distributionsFor('sklearn')[0]).toBe('scikit-learn');
  });

  it('does not take inherited properties of objects for entries', () => {
    expect(distributionsFor('constructor')[0]).toBe('constructor');
  });
});

describe('sharesNamespace', () => {
  it('holds for the parts of a module that many distributions fill', () => {
    expect(sharesNamespace('google', 'google-cloud-storage')).toBe(true);
    expect(sharesNamespace('google', 'googlemaps')).toBe(false);
    expect(sharesNamespace('numpy', 'numpy-financial')).toBe(false);
  });
});
