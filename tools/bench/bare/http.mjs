/** Nest on Express as it comes, with its own validation. */
import { CallsController } from '../calls.mjs';
import { announceReady, require } from './parts.mjs';

const { NestFactory } = require('@nestjs/core');
const { Module, ValidationPipe } = require('@nestjs/common');

class BareModule {}
Module({ controllers: [CallsController] })(BareModule);

const app = await NestFactory.create(BareModule, { logger: ['error', 'fatal'] });
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
await app.listen(Number(process.env.HTTP_PORT), '127.0.0.1');
announceReady();
