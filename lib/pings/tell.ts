import { askPublic, internet, type Network } from '#lib/outbound';
import { pingWords } from '#lib/words/pings';

const faults = pingWords.faults;

/** Why somebody could not be told, in a sentence. */
export class PingFault extends Error {
  override name = 'PingFault';
}

/**
 * Posts `body` to an address that an owner has set, if it is on the public web. Nobody is followed anywhere else, and what
 * is answered is not read. Throws PingFault.
 */
export async function tell(
  address: string,
  { type, body }: { type: string; body: string },
  network: Network = internet,
): Promise<void> {
  const patience = AbortSignal.timeout(network.patience);
  const headers = {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'user-agent': 'MansudaeKorea (pings)',
  };
  const answer = await askPublic(new URL(address), { method: 'POST', headers, body }, network, patience).catch(
    (cause) => {
      throw new PingFault(patience.aborted ? faults.slow : faults.lost, { cause });
    },
  );
  if (!answer) throw new PingFault(faults.address);
  answer.destroy();
  const { statusCode = 0, headers: said } = answer;
  if (statusCode >= 300 && statusCode < 400) throw new PingFault(faults.moved(String(said.location ?? '')));
  if (statusCode < 200 || statusCode >= 300) throw new PingFault(faults.refused(statusCode));
}
