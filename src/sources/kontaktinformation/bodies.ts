import type { Form, Kodelister } from '../config.ts';
import type { Aendring, KendtStatus, KendtType } from './kontaktinformation.ts';

/** The number that stands for a kind on the wire: from the configuration and nowhere else. */
export function kodeOfType({ kontaktdata }: Kodelister, type: KendtType): number {
  const koder: Record<KendtType, number> = {
    MOBILTELEFON: kontaktdata.mobiltelefon,
    FASTNET_TELEFON: kontaktdata.fastnetTelefon,
    MAILADRESSE: kontaktdata.mailadresse,
  };
  return koder[type];
}

function kodeOfStatus({ kontaktdatastatus }: Kodelister, status: KendtStatus): number {
  return status === 'VERIFICERET' ? kontaktdatastatus.verificeret : kontaktdatastatus.ikkeVerificeret;
}

/** A null deletes, and it is written out: a key that is left out would delete as well, and nobody would see it. */
export function writeCreate(aendringer: readonly Aendring[], kodelister: Kodelister, form: Form): string {
  const kontaktinformation = aendringer.map((aendring) => ({
    kontaktdata: aendring.handling === 'gem' ? aendring.vaerdi : null,
    kontaktdataType: kodeOfType(kodelister, aendring.type),
  }));
  return JSON.stringify({ kontaktinformationer: form === 'flad' ? kontaktinformation : { kontaktinformation } });
}

export function writeUpdate(
  { type, status }: { readonly type: KendtType; readonly status: KendtStatus },
  kodelister: Kodelister,
): string {
  return JSON.stringify({
    kontaktdataType: kodeOfType(kodelister, type),
    kontaktdatastatus: kodeOfStatus(kodelister, status),
  });
}

/** The code is text: it may begin with a zero. */
export function writeVerificer(
  { type, verifikationskode }: { readonly type: KendtType; readonly verifikationskode: string },
  kodelister: Kodelister,
): string {
  return JSON.stringify({ verifikationskode, kontaktdataType: kodeOfType(kodelister, type) });
}
