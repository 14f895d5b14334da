import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's least for argon2id, which is what the library uses: 19 MiB, two rounds. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Passwords by argon2id. Where there is none to compare with, a comparison takes the same time, and fails. */
@Injectable()
export class PasswordsService {
  private readonly nobodys = hash('nobody has this password', cost);

  hash(password: string): Promise<string> {
    return hash(password, cost);
  }

  async matches(password: string, stored: string | null): Promise<boolean> {
    const isMatch = await verify(stored ?? (await this.nobodys), password);
    return isMatch && stored !== null;
  }
}
