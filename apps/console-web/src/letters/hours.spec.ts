import { byHour } from './hours';

describe('letters by hour', () => {
  it('has the last 24 hours, those without any as zeros, the present one last', () => {
    const counts = byHour(
      [
        { hour: '2027-03-01T10:00:00.000Z', letters: 3 },
        { hour: '2027-03-02T08:00:00.000Z', letters: 5 },
        { hour: '2027-03-01T09:00:00.000Z', letters: 9 },
      ],
      new Date('2027-03-02T09:59:00Z'),
    );
    expect(counts).toHaveLength(24);
    expect(counts.slice(0, 2)).toEqual([3, 0]);
    expect(counts.slice(-2)).toEqual([5, 0]);
  });
});
