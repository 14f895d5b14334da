import { Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { StoreService } from '../store/store.service';
import {
  initialSwitches,
  isSwitchName,
  isSwitchValue,
  switches,
  switchNames,
  type SwitchValues,
} from './switches';

/** How the sandbox behaves just now, where Ecomail's reference leaves it open. */
@Injectable()
export class SwitchesService {
  values: SwitchValues = initialSwitches;

  constructor(private readonly store: StoreService) {}

  load(): void {
    const stored = switchNames.flatMap((name) => {
      const value = this.store.settings.get(`switch:${name}`)?.value;
      return isSwitchValue(name, value) ? [[name, value] as const] : [];
    });
    this.values = { ...initialSwitches, ...(Object.fromEntries(stored) as Partial<SwitchValues>) };
  }

  /** All of it is taken over, or nothing. */
  change(wanted: Readonly<Record<string, unknown>>): SwitchValues {
    const problems = Object.entries(wanted).flatMap(([name, value]) => {
      if (!isSwitchName(name))
        return [{ field: name, problem: `there is no such switch; see GET /_sandbox/switches` }];
      return isSwitchValue(name, value)
        ? []
        : [{ field: name, problem: `must be one of ${switches[name].values.join(', ')}` }];
    });
    if (problems.length > 0)
      throw new Problem(400, 'switch-unknown', 'Nothing was switched; see errors.', problems);
    for (const [name, value] of Object.entries(wanted))
      this.store.put(this.store.settings, { name: `switch:${name}`, value });
    this.store.commit();
    this.values = { ...this.values, ...(wanted as Partial<SwitchValues>) };
    return this.values;
  }
}
