import type { Issue, SessionEvent } from '@xylopipe/core';
import { defer, type Observable, Subject, startWith } from 'rxjs';

/** What a simulator has to say that is not a result. */
export class SimulatorEvents {
  readonly events$: Observable<SessionEvent>;
  readonly #events = new Subject<SessionEvent>();
  #unsaid: Issue | undefined;

  /** `first` is said once: to the first who subscribes, whenever that is. */
  constructor(first: Issue | undefined) {
    this.#unsaid = first;
    this.events$ = defer(() => {
      const issue = this.#unsaid;
      this.#unsaid = undefined;
      return issue === undefined ? this.#events : this.#events.pipe(startWith(event(issue)));
    });
  }

  /** Says it to all who are subscribed now. */
  tell(issue: Issue): void {
    this.#events.next(event(issue));
  }

  complete(): void {
    this.#events.complete();
  }
}

const event = (issue: Issue): SessionEvent => ({ type: 'issue', issue });
