/** Who listens to a transport. */
export interface Listener {
  heard(message: string): void;
  /** Messages may have been lost, as while there was no connection. */
  missed(): void;
}

/** Carries short messages to every process of the installation, this one too. */
export interface Transport {
  /** Listens until `stop`, and connects again whenever its connection breaks. */
  start(subscriber: Listener): Promise<void>;
  /** Rejects if the message can't be sent now. */
  send(message: string): Promise<void>;
  stop(): Promise<void>;
}
