import 'reflect-metadata';
import { serve } from '@ellity/platform';
import { loyaltyCore } from './app.module';

void serve(loyaltyCore);
