import table from '../design/design.module.css';
import { isKeyIn } from '../language/texts';
import { cs, useOperationsTexts } from './texts';

const isKnown = isKeyIn(cs);

/** Why a connection or a run does not go on, in words; a code that this page does not know stays as it is. */
export function Reason({ of }: { readonly of: string }) {
  const say = useOperationsTexts();
  const key = `reason.${of}`;
  return (
    <div className={table['soft']}>
      {isKnown(key) ? say(key) : <code className={table['code']}>{of}</code>}
    </div>
  );
}
