import { applyDecorators } from '@nestjs/common';
import {
  ApiBadGatewayResponse,
  ApiProperty,
  ApiServiceUnavailableResponse,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { type Run, RunView, runView } from '@ellity/runs';
import { TextsView } from '../../connection/connection.response';

export class ListChoice {
  @ApiProperty() readonly id!: number;
  @ApiProperty({ example: 'Newsletter' }) readonly name!: string;
}

export class KeyChecked {
  @ApiProperty({ type: [ListChoice], description: 'The lists of the account' })
  readonly lists!: readonly ListChoice[];
}

const steps = [
  { name: 'account', cs: 'Ověřujeme klíč a vybíráme seznam', en: 'Checking the key and choosing the list' },
  {
    name: 'fields',
    cs: 'Zakládáme v seznamu pole věrnostního programu',
    en: 'Creating the fields in the list',
  },
  { name: 'members', cs: 'Čteme, kdo v seznamu už je', en: 'Reading who is in the list already' },
  { name: 'contacts', cs: 'Připravujeme zákazníky k zápisu', en: 'Preparing your customers to be written' },
] as const;
/** What people are shown as one with another step. */
const shownAs: Readonly<Record<string, string>> = { forget: 'members', active: 'contacts' };

export class ActivationStepView {
  @ApiProperty({ enum: steps.map(({ name }) => name) }) readonly name!: string;
  @ApiProperty({ enum: ['done', 'under-way', 'stopped', 'to-do'] }) readonly state!: string;
  @ApiProperty() readonly cs!: string;
  @ApiProperty() readonly en!: string;
}

/** How far an activation came. */
export class ActivationView {
  @ApiProperty({ type: RunView }) readonly run!: RunView;
  @ApiProperty({ type: [ActivationStepView] }) readonly steps!: readonly ActivationStepView[];
  @ApiProperty({
    type: TextsView,
    nullable: true,
    description: 'Why it ended without success, and what to do',
  })
  readonly message!: TextsView | null;
}

export function activationView(run: Run): ActivationView {
  const at = steps.findIndex(({ name }) => name === (shownAs[run.step] ?? run.step));
  const stateOf = (index: number) => {
    if (run.state === 'done' || index < at) return 'done';
    if (index > at) return 'to-do';
    return run.state === 'failed' || run.state === 'cancelled' ? 'stopped' : 'under-way';
  };
  return {
    run: runView(run),
    steps: steps.map((step, index) => ({ ...step, state: stateOf(index) })),
    message: run.problem?.texts ?? null,
  };
}

/** What a call that waits for Ecomail may be refused with besides. */
export const EcomailProblems = (): MethodDecorator =>
  applyDecorators(
    ApiUnprocessableEntityResponse({ description: 'Ecomail does not accept the key' }),
    ApiBadGatewayResponse({ description: 'Ecomail refused a step' }),
    ApiServiceUnavailableResponse({ description: 'Ecomail does not answer as it should; try again' }),
  );
