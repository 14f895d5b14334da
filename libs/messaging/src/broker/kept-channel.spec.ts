import { reopenPauseMs } from './kept-channel';

describe('a channel whose setup fails', () => {
  it('is tried again soon, then ever more slowly, and at least every ten seconds', () => {
    expect([0, 1, 2, 3, 6, 7, 2_000].map(reopenPauseMs)).toEqual([0, 250, 500, 1_000, 8_000, 10_000, 10_000]);
  });
});
