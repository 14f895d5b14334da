import { placesIn, reminderWaitMs } from './erased-place';

it('what a service did is read place by place, and what is not understood is left out', () => {
  expect(placesIn('contacts blanked 1; ecomail deleted 2;  nothing; contacts eaten 1; x deleted -1')).toEqual(
    [
      { place: 'contacts', action: 'blanked', count: 1 },
      { place: 'ecomail', action: 'deleted', count: 2 },
    ],
  );
  expect(placesIn('')).toEqual([]);
});

it('reminders wait longer each time and end', () => {
  const waits = [0, 1, 2, 3, 4].map((reminders) => reminderWaitMs(reminders) ?? 0);
  expect(waits).toEqual([...waits].sort((one, other) => one - other));
  expect(reminderWaitMs(5)).toBeUndefined();
});
