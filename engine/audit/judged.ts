import { hashJson } from "../hash.ts";
import type { AuditVerdict, BacktestResult } from "../result.ts";

/** A result with what its causality audit found, in its manifest too: there is no other way to put a verdict there. */
export function judged(result: BacktestResult, audit: AuditVerdict): BacktestResult {
  const { manifest } = result;
  const { verdict } = audit;
  return {
    ...result,
    audit,
    manifest: { ...manifest, audit: { verdict, hash: sealOf(manifest.hash, audit) } },
  };
}

/**
 * The finding of a result that came from elsewhere, where it is the one that its manifest speaks of.
 *
 * @returns Undefined where there is none, and where finding, manifest or both were changed by hand.
 */
export function ownVerdict({ manifest, audit }: BacktestResult): AuditVerdict | undefined {
  if (!audit || manifest.audit?.verdict !== audit.verdict) return undefined;
  return manifest.audit.hash === sealOf(manifest.hash, audit) ? audit : undefined;
}

function sealOf(manifestHash: string, audit: AuditVerdict): string {
  return hashJson([manifestHash, audit]);
}
