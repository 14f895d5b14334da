/** The route that both HTTP servers of the bench have: a validated body of three fields, sent back. */
import { require } from './workplace.mjs';

require('reflect-metadata');
const { Body, Controller, Post } = require('@nestjs/common');
const { IsEmail, IsString, Matches } = require('class-validator');

class Call {}
IsEmail()(Call.prototype, 'email');
Matches(/^\d{1,10}\.\d{2}$/)(Call.prototype, 'amount');
IsString()(Call.prototype, 'reason');

export class CallsController {
  answer(call) {
    return call;
  }
}
const { prototype } = CallsController;
Body()(prototype, 'answer', 0);
Post()(prototype, 'answer', Object.getOwnPropertyDescriptor(prototype, 'answer'));
Reflect.defineMetadata('design:paramtypes', [Call], prototype, 'answer');
Controller('calls')(CallsController);

export const aCall = JSON.stringify({ email: 'jana@shop.test', amount: '150.00', reason: 'order' });
