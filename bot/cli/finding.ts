/** What `dawen doctor` found about one thing: how it stands, and what to do. */

export interface Finding {
  /** `off`: not set, which is no fault; `failed`: people would notice. */
  readonly state: 'ok' | 'warning' | 'off' | 'failed';
  /** Never holds a secret. */
  readonly text: string;
}
