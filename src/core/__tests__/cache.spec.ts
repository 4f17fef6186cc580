import { TextCache } from '../cache';

describe('a cache of what was made of texts', () => {
  it('gives back what was put in, and nothing else', () => {
    const cache = new TextCache<number>(1000);
    cache.set('a', 1);
    expect(cache.get('a')).toBe(1);
    expect(cache.get('b')).toBeUndefined();
  });
  it('keeps what is asked for while others come and go', () => {
    const cache = new TextCache<number>(1000);
    cache.set('kept', 1);
    cache.set('lost', 1);
    for (let i = 0; i < 100; i++) {
      cache.set(`${i}`, i);
      expect(cache.get('kept')).toBe(1);
    }
    expect(cache.get('lost')).toBeUndefined();
  });
  it('holds no more than two generations, whatever is put in', () => {
    const cache = new TextCache<number>(1000);
    for (let i = 0; i < 1000; i++) {
      cache.set(`${i}`.padEnd(100), i);
      expect(cache.size).toBeLessThanOrEqual(10);
    }
  });
});
