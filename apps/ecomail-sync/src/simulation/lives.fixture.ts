import fc from 'fast-check';

export type Consent = 'granted' | 'denied' | 'unknown';

/** What happens to a customer. Messages have the order of the list, and arrive in the order of `rank`. */
export type Happening =
  | { readonly kind: 'profile'; readonly address: 0 | 1; readonly consent: Consent }
  | { readonly kind: 'credit'; readonly amount: number; readonly announce: boolean }
  | { readonly kind: 'pin'; readonly pin: string | null }
  | { readonly kind: 'leaves' }
  | { readonly kind: 'erased' }
  | { readonly kind: 'fault'; readonly action: string };

export interface Step {
  readonly happening: Happening;
  readonly rank: number;
  /** The message comes twice. */
  readonly isRepeated: boolean;
}

export type Life = readonly Step[];

/** What goes wrong for everybody at once, while a third of everything happens. */
export const disturbances = [
  ...(['nothing', 'paused', 'new key', 'busy', 'errors', 'lost answers', 'late writes'] as const),
  ...(['restart', 'test mode'] as const),
] as const;
export type Disturbance = (typeof disturbances)[number];

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('profile' as const),
      address: fc.constantFrom(0 as const, 1 as const),
      consent: fc.constantFrom<Consent>('granted', 'denied', 'unknown'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('credit' as const),
      amount: fc.constantFrom(-7, -3, 3, 7, 10),
      announce: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('pin' as const),
      pin: fc.constantFrom('0042', '7311', null),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'leaves' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      action: fc.constantFrom('500', '500-stored', 'cut', 'cut-stored'),
    }),
  },
);

const step = (of: fc.Arbitrary<Happening>): fc.Arbitrary<Step> =>
  fc.record({ happening: of, rank: fc.nat(999), isRepeated: fc.boolean() });

/** One in eight is erased, at any time. */
export const life: fc.Arbitrary<Life> = fc
  .tuple(
    fc.array(step(happening), { minLength: 1, maxLength: 7 }),
    fc.oneof(
      { weight: 7, arbitrary: fc.constant<Life>([]) },
      { weight: 1, arbitrary: step(fc.constant({ kind: 'erased' })).map((one): Life => [one]) },
    ),
  )
  .map(([steps, end]) => [...withKnownConsent(steps), ...end]);

/** A shop that knew whether there is consent never forgets it. */
function withKnownConsent(steps: Life): Life {
  let known: Consent = 'unknown';
  return steps.map((one) => {
    const { happening } = one;
    if (happening.kind !== 'profile') return one;
    if (happening.consent !== 'unknown') known = happening.consent;
    return { ...one, happening: { ...happening, consent: known } };
  });
}
