import { type DynamicModule, Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { PinVerificationController } from './pin-verification.controller';
import { PinVerificationService } from './pin-verification.service';
import { PinsController } from './pins.controller';

@Module({})
export class PinAccessModule {
  /** `rooms`: PINs and customers. */
  static with(...rooms: readonly DynamicModule[]): DynamicModule {
    return {
      module: PinAccessModule,
      imports: [ShopsModule, ...rooms],
      controllers: [PinsController, PinVerificationController],
      providers: [PinVerificationService],
    };
  }
}
