import { Button } from '@mantine/core';
import { own, take } from '../api/client';
import { peopleKey } from '../api/people';
import type { Own } from '../api/types';
import { Confirm } from '../design/Confirm';
import { useAct } from '../design/use-act';
import { usePeopleTexts } from './texts';

/** Sends the invitation again, ends access, or gives it back. */
export function PersonAccess({
  person: { id, name, email, state, role, shops },
  isSelf,
}: {
  readonly person: Own['PersonView'];
  readonly isSelf: boolean;
}) {
  const say = usePeopleTexts();
  const params = { path: { personId: id } };
  const invite = () => take(own.POST('/api/people/{personId}/invitation', { params }));
  const disable = (disabled: boolean) =>
    take(own.PATCH('/api/people/{personId}', { params, body: { disabled } }));
  const again = useAct(invite, { said: () => say('person.invited', { email }), isFailureToast: true });
  const end = useAct(() => disable(true), {
    said: () => say('person.ended', { name }),
    changes: [peopleKey],
  });
  const back = useAct(() => disable(false).then(invite), {
    said: () => say('person.back', { email }),
    changes: [peopleKey],
  });
  if (state === 'disabled')
    return (
      <Confirm
        label={say('person.giveBack')}
        title={say('person.giveBackTitle', { name })}
        confirm={say('person.giveBack')}
        act={back}
        size="compact-sm"
      >
        {say('person.giveBackText', { email })}
      </Confirm>
    );
  return (
    <>
      {state === 'invited' ? (
        <Button
          variant="default"
          size="compact-sm"
          loading={again.isPending}
          onClick={() => void again.run().catch(() => undefined)}
        >
          {say('person.inviteAgain')}
        </Button>
      ) : null}
      {isSelf ? null : (
        <Confirm
          label={say('person.end')}
          title={say('person.endTitle', { name })}
          confirm={say('person.end')}
          act={end}
          isDangerous
          size="compact-sm"
        >
          {say('person.endText', {
            shops:
              role === 'operator' ? say('people.everyShop') : say('person.shops', { count: shops.length }),
          })}
        </Confirm>
      )}
    </>
  );
}
