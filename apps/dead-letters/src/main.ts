import { serve } from '@ellity/platform';
import { definition } from './app.module';

void serve(definition);
