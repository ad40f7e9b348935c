/** Jest's own runner of a file; its package has no types for it. */
declare module 'jest-circus/runner' {
  interface Runner {
    (
      globalConfig: unknown,
      config: unknown,
      environment: unknown,
      runtime: object,
      testPath: string,
      sendMessageToJest?: unknown,
    ): Promise<unknown>;
  }
  const runner: { readonly default: Runner };
  export default runner;
}
