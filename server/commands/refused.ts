import type { Problem } from '../../shared/domain/problem.ts';

/** A problem thrown on purpose, so that the transaction is rolled back. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}
