import type { Observable } from 'rxjs';
import { expectTypeOf } from 'vitest';
import type { NeuronIds, RecordChoice, SessionEvent, UpdateRule, XyloSimulator } from './index.js';

expectTypeOf<XyloSimulator['updateRule']>().toEqualTypeOf<UpdateRule>();
expectTypeOf<XyloSimulator['events$']>().toEqualTypeOf<Observable<SessionEvent>>();
expectTypeOf<RecordChoice['vmem']>().toEqualTypeOf<boolean | NeuronIds | undefined>();
