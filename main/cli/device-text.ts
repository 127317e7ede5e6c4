/** A device and how it computed, for the terminal. */
import { processor, type MadeOn } from '../../app/ledger/made-on.ts'

/** `cpu`, `cpu (fast)`, `webgpu (NVIDIA GeForce RTX 4070 551.23)` */
export function deviceText({ device, precision, driver }: MadeOn): string {
  const more = [precision === processor.precision ? null : precision, driver].filter((each) => each !== null)
  return more.length > 0 ? `${device} (${more.join(', ')})` : device
}
