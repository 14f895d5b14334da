import { AwardCredit, CreditChanged, type Envelope, SpendCredit } from '@ellity/contracts';
import {
  type ArgumentMetadata,
  type CanActivate,
  type INestApplicationContext,
  Injectable,
  Module,
  type PipeTransform,
  Scope,
  UseGuards,
} from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { PATTERN_EXTRAS_METADATA } from '@nestjs/microservices/constants';
import { Consumer, type HandlerExtras } from '../consumer.decorator';
import { Delivery } from '../delivery';
import type { Transaction } from '../outbox/transaction';
import { directCall } from './direct-methods';

@Injectable()
class Marks {
  readonly seen: unknown[] = [];
}

class Closed implements CanActivate {
  canActivate = () => false;
}

class Doubled implements PipeTransform {
  transform = (value: unknown, _metadata: ArgumentMetadata) => [value, value];
}

@Consumer('marks')
class MarksHandlers {
  constructor(private readonly marks: Marks) {}

  @EventPattern(CreditChanged)
  changed(@Ctx() delivery: Delivery, @Payload() event: CreditChanged): void {
    this.marks.seen.push(delivery, event);
  }

  @EventPattern(AwardCredit)
  @UseGuards(Closed)
  guarded(@Payload() award: AwardCredit): void {
    this.marks.seen.push(award);
  }

  @EventPattern(SpendCredit)
  piped(@Payload(Doubled) spending: SpendCredit): void {
    this.marks.seen.push(spending);
  }
}

@Injectable({ scope: Scope.REQUEST })
class OwnOfEach {}

@Consumer('others')
class OthersHandlers {
  constructor(readonly own: OwnOfEach) {}

  @EventPattern(CreditChanged)
  changed(@Payload() event: CreditChanged): unknown {
    return event;
  }
}

@Module({ controllers: [MarksHandlers, OthersHandlers], providers: [Marks, OwnOfEach] })
class MarksModule {}

describe('the way to a handler', () => {
  let context: INestApplicationContext;
  beforeAll(async () => {
    context = await NestFactory.createApplicationContext(MarksModule, { logger: false });
  });
  afterAll(() => context.close());

  const callOf = (target: { readonly prototype: object }, name: string) => {
    const method = (target.prototype as Record<string, object>)[name] ?? {};
    const extras = Reflect.getMetadata(PATTERN_EXTRAS_METADATA, method) as HandlerExtras;
    return directCall(extras, context.get(ModulesContainer));
  };

  it('is short where nothing stands before the method: on its instance, with what its parameters ask for', () => {
    const envelope = { data: { balance: '1.00' } } as unknown as Envelope;
    const delivery = new Delivery(envelope, 'marker.marks', 1, {} as Transaction);
    expect(callOf(MarksHandlers, 'changed')?.(delivery)).toBeUndefined();
    expect(context.get(Marks).seen).toEqual([delivery, envelope.data]);
  });

  it.each([
    ['a guard', MarksHandlers, 'guarded'],
    ['a pipe', MarksHandlers, 'piped'],
    ['an instance for each message', OthersHandlers, 'changed'],
  ])("is Nest's where it has %s", (_what, target, name) => {
    expect(callOf(target, name)).toBeUndefined();
  });
});
