import type { EditRule } from '../actions/action';
import type { ActionView, CodeShare, PreviewAnswer } from '../actions/actions.response';

const barWidth = 20;

/** How far an action came, in one line. */
export function actionText({ id, kind, state, stopped, matched, done, counts }: ActionView): string {
  const share = matched === 0 ? 1 : Math.min(1, (done + counts.failed + counts.skipped) / matched);
  const full = Math.round(share * barWidth);
  const words = [
    `${kind} ${id} ${state}`,
    `${'█'.repeat(full)}${'·'.repeat(barWidth - full)}`,
    `${done} of ${matched}${kind === 'replay' ? ' delivered' : ''}`,
    counts.failed > 0 ? `${counts.failed} failed again` : '',
    counts.retrying > 0 ? `${counts.retrying} tried again by the receiver` : '',
    counts.skipped > 0 ? `${counts.skipped} left open` : '',
    kind === 'edit' && state === 'done' && done < matched
      ? `${matched - done} stay as they were: the rules change nothing there, or would break the contract (dlq show)`
      : '',
    stopped === null ? '' : `stopped itself: ${stopped} (dlq resume or cancel)`,
  ];
  return words.filter((word) => word !== '').join('  ');
}

/** Letters that replays which stand still hold: neither open nor on their way. */
export function heldText(actions: readonly ActionView[]): string[] {
  return actions
    .filter(({ state, counts }) => state === 'paused' && counts.chosen > 0)
    .map(({ id, stopped, counts }) => {
      const why = stopped === null ? 'is paused' : `stopped itself: ${stopped}`;
      return `${counts.chosen} held by the replay ${id}, which ${why}: dlq resume ${id}, or dlq cancel ${id}`;
    });
}

/** What an action would mean. */
export function previewText(preview: PreviewAnswer): string {
  const { letters, leftAlone, queues, oldestAt, newestAt, asked, needsCount } = preview;
  const lines = [
    `${letters} letters${needsCount ? `: say --count ${letters}` : ''}`,
    ...queues.map((one) => `  ${one.queue}  ${one.letters}`),
    leftAlone > 0 ? `${leftAlone} more fit and are left alone: no way back, on hold, or emptied` : '',
    oldestAt === null ? '' : `oldest ${oldestAt}, newest ${newestAt ?? ''}`,
    ...(asked
      ? [
          `asked ${asked.answered + asked.unanswered}: would apply ${asked.wouldApply}, no answer ${asked.unanswered}`,
          ...shares('would change nothing', asked.wouldBeNoOp),
          ...shares('would fail', asked.wouldFail),
          `estimated to apply: ${asked.estimatedToApply} of ${letters}`,
        ]
      : []),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

const shares = (what: string, codes: readonly CodeShare[]): string[] =>
  codes.map(({ code, letters }) => `  ${what}: ${code}  ${letters}`);

/** Which environment is changed; red unless it is the demo. */
export function environmentLine(name: string, isTerminal: boolean): string {
  const line = `[${name}]`;
  return isTerminal && name !== 'demo' ? `\x1b[41;97m${line}\x1b[0m` : line;
}

/** `amount=10.00`, `old=new`, `note`. What is JSON is taken as such, but for numbers: amounts are texts. */
export function ruleFrom(what: EditRule['what'], text: string): EditRule {
  if (what === 'remove') return { what, field: text };
  const at = text.indexOf('=');
  if (at < 1) throw new Error(`${text}: write field=value`);
  const [field, value] = [text.slice(0, at), text.slice(at + 1)];
  return { what, field, to: what === 'rename' ? value : valueFrom(value) };
}

function valueFrom(text: string): unknown {
  if (!/^(true|false|null|["{[].*)$/s.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
