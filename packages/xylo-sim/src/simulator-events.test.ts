import type { Issue, SessionEvent } from '@xylopipe/core';
import { take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { SimulatorEvents } from './simulator-events.js';

const issue = (code: string): Issue => ({ code, severity: 'warning', at: [], message: code });

/** The codes that a new subscriber sees, and `|` at the end. */
function seenBy({ events$ }: SimulatorEvents): string[] {
  const seen: string[] = [];
  events$.subscribe({ next: (event: SessionEvent) => seen.push(event.issue.code), complete: () => seen.push('|') });
  return seen;
}

describe('SimulatorEvents', () => {
  it('says the first issue to the first subscriber alone, before all else', () => {
    const events = new SimulatorEvents(issue('FIRST'));
    events.tell(issue('UNHEARD'));
    const [early, late] = [seenBy(events), seenBy(events)];
    events.tell(issue('SECOND'));
    events.complete();
    expect(early).toEqual(['FIRST', 'SECOND', '|']);
    expect(late).toEqual(['SECOND', '|']);
  });

  it('says it also to one who comes after the end, and to one who stays for nothing else', () => {
    const ended = new SimulatorEvents(issue('FIRST'));
    ended.complete();
    expect([seenBy(ended), seenBy(ended)]).toEqual([['FIRST', '|'], ['|']]);
    const left = new SimulatorEvents(issue('FIRST'));
    left.events$.pipe(take(1)).subscribe();
    expect(seenBy(left)).toEqual([]);
  });

  it('has nothing to say without an issue', () => {
    const events = new SimulatorEvents(undefined);
    const seen = seenBy(events);
    events.complete();
    expect(seen).toEqual(['|']);
  });
});
