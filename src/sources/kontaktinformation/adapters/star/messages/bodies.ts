import type { Form, Kodelister } from '../../../settings.ts';
import type { Change, KnownStatus, KnownType } from '../../../kontaktinformation.ts';

/** The number that stands for a kind on the wire: from the configuration and nowhere else. */
export function kodeOfType({ kontaktdata }: Kodelister, type: KnownType): number {
  const codes: Record<KnownType, number> = {
    MOBILTELEFON: kontaktdata.mobiltelefon,
    FASTNET_TELEFON: kontaktdata.fastnetTelefon,
    MAILADRESSE: kontaktdata.mailadresse,
  };
  return codes[type];
}

function kodeOfStatus({ kontaktdatastatus }: Kodelister, status: KnownStatus): number {
  return status === 'VERIFICERET' ? kontaktdatastatus.verificeret : kontaktdatastatus.ikkeVerificeret;
}

/** Null deletes. It is always written, though STAR takes a missing key for null too: so a deletion is visible in the code. */
export function writeCreate(changes: readonly Change[], kodelister: Kodelister, form: Form): string {
  const kontaktinformation = changes.map((change) => ({
    kontaktdata: change.handling === 'save' ? change.value : null,
    kontaktdataType: kodeOfType(kodelister, change.type),
  }));
  return JSON.stringify({ kontaktinformationer: form === 'flat' ? kontaktinformation : { kontaktinformation } });
}

export function writeUpdate(
  { type, status }: { readonly type: KnownType; readonly status: KnownStatus },
  kodelister: Kodelister,
): string {
  return JSON.stringify({
    kontaktdataType: kodeOfType(kodelister, type),
    kontaktdatastatus: kodeOfStatus(kodelister, status),
  });
}

/** The code is text: it may begin with a zero. */
export function writeVerificer(
  { type, verifikationskode }: { readonly type: KnownType; readonly verifikationskode: string },
  kodelister: Kodelister,
): string {
  return JSON.stringify({ verifikationskode, kontaktdataType: kodeOfType(kodelister, type) });
}
