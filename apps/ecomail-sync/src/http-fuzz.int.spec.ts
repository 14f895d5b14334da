import { fuzzHttp, runService, type RunningService } from '@ellity/testing';
import { definition } from './app.module';
import { SyncStage } from './sync.fixture';

/** Nobody listens there: nothing of this may reach Ecomail. */
const nowhere = 'http://127.0.0.1:9';

describe('whatever is sent to an HTTP route of ecomail-sync', () => {
  let stage: SyncStage;
  let service: RunningService;

  beforeAll(async () => {
    stage = await SyncStage.create();
    await stage.stop();
    service = await runService(definition, stage.config);
  });

  afterAll(async () => {
    await service?.close();
    await stage?.close();
  });

  it('is answered with success or a problem, never with a 500', async () => {
    const { requests, broken } = await fuzzHttp({
      url: service.url,
      known: { shopId: 'demo' },
      bodies: {
        'PUT /connections/{shopId}': { apiKey: 'key', listId: 1, language: 'cs', baseUrl: nowhere },
        'POST /connections/{shopId}/key': { apiKey: 'key', baseUrl: nowhere },
      },
    });
    expect(broken).toEqual([]);
    expect(requests).toBeGreaterThan(100);
  });
});
