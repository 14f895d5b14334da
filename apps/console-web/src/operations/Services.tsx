import { IconServer } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { own, take } from '../api/client';
import table from '../design/design.module.css';
import { ListCard } from '../design/ListCard';
import { Pill } from '../design/States';
import { formatMoment } from '../language/times';
import { useLanguage } from '../language/texts';
import { useOperationsTexts } from './texts';

const tones = { up: 'good', unready: 'warn', down: 'bad' } as const;

/** What runs, in which version and since when. */
export function Services() {
  const say = useOperationsTexts();
  const language = useLanguage();
  const services = useQuery({
    queryKey: ['services'],
    queryFn: () => take(own.GET('/api/services')),
    refetchInterval: 15_000,
  });
  return (
    <ListCard
      title={say('services.title')}
      list={services}
      empty={{ icon: <IconServer size={22} />, title: say('down'), text: say('lead') }}
      columns={[
        say('services.service'),
        say('shops.state'),
        [say('services.version'), 'wide'],
        say('services.since'),
      ]}
      row={({ part, service, state, version, startedAt }) => (
        <tr key={part}>
          <td>
            {say(`service.${part}`)}
            <div className={table['soft']}>{service}</div>
          </td>
          <td>
            <Pill tone={tones[state]}>{say(state)}</Pill>
          </td>
          <td className={table['wide']}>{version ?? '–'}</td>
          <td>{startedAt === null ? '–' : formatMoment(startedAt, language)}</td>
        </tr>
      )}
    />
  );
}
