import type { ProofPart } from '../proof-part.ts';
import { checkFrontendShapes } from './check-frontend-shapes.ts';
import { checkShapes } from './check-shapes.ts';
import { readClerkDocuments } from './clerk-documents.ts';
import { sdkCalls } from './sdk-calls.ts';
import { createScene } from './sdk-scene.ts';
import { serveEmulator } from './serve-emulator.ts';

/** The real SDK, call by call. */
export const clerkSdkPart: ProofPart = {
  name: 'clerk-sdk',
  summary: 'every call of @clerk/backend that is used, against the local Clerk',
  run: async ({ print }) => {
    let passed = 0;
    for (const { name, run } of sdkCalls) {
      const served = await serveEmulator();
      try {
        await run(createScene(served));
        passed++;
      } catch (error) {
        print(`  ${name}: ${error instanceof Error ? error.message : error}`);
      } finally {
        await served.close();
      }
    }
    print(`  ${passed} of ${sdkCalls.length} calls pass`);
    return passed === sdkCalls.length;
  },
};

/** Clerk's own descriptions. */
export const clerkShapesPart: ProofPart = {
  name: 'clerk-shapes',
  summary: 'answers and events of the local Clerk, compared with the descriptions that Clerk publishes',
  run: async ({ print }) => {
    const folder = process.env.CLERK_OPENAPI;
    if (!folder) {
      print('  CLERK_OPENAPI names no copy of https://github.com/clerk/openapi-specs');
      return 'skipped';
    }
    const documents = readClerkDocuments(folder);
    const { answers, events, operations, faults } = await checkShapes(documents);
    for (const fault of faults) print(`  ${fault}`);
    print(
      `  ${answers} answers of ${operations} operations and ${events} events compared: ${faults.length} faults`,
    );
    print(`  ${operations} of the ${documents.operations.length} operations of the Backend API are emulated`);
    const frontend = await checkFrontendShapes(documents);
    for (const fault of frontend.faults) print(`  ${fault}`);
    print(
      `  ${frontend.answers} answers of ${frontend.operations} operations of the Frontend API compared: ${frontend.faults.length} faults`,
    );
    return faults.length === 0 && frontend.faults.length === 0;
  },
};
