import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { OPERATIONS, parameterOf, tjenesteOf } from '../../../src/sandbox/enhet/operations/names.ts';
import { childrenOf, parseXml, type XmlElement } from '../../../src/wire/soap/xml.ts';
import { startSandbox, writeRequest } from './ask.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const WSDL = 'http://schemas.xmlsoap.org/wsdl/';
const XS = 'http://www.w3.org/2001/XMLSchema';
const all = (element: XmlElement, name: string, namespace = WSDL): readonly XmlElement[] =>
  element.children.flatMap((child) => [
    ...(child.name === name && child.namespace === namespace ? [child] : []),
    ...all(child, name, namespace),
  ]);
const nameOf = ({ attributes }: XmlElement) => attributes.name;

describe.each(['ErFr', 'Frivillighet'] as const)('the WSDL of %s', (tjeneste) => {
  const operations = OPERATIONS.filter((operation) => tjenesteOf(operation) === tjeneste);
  const fetchWsdl = async (path: string) => {
    const response = await fetch(`${sandbox.url}/grunndata/${path}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/xml;charset=utf-8']);
    return parseXml(await response.text());
  };

  it('stands beside the service, and says where that is', async () => {
    const wsdl = await fetchWsdl(`${tjeneste}.wsdl`);
    expect(all(wsdl, 'address', `${WSDL}soap/`).map(({ attributes }) => attributes.location)).toEqual([
      `${sandbox.url}/grunndata/${tjeneste}`,
    ]);
    expect(await fetchWsdl(`${tjeneste}?wsdl`)).toEqual(wsdl);
  });

  it('has the register’s names', async () => {
    const wsdl = await fetchWsdl(`${tjeneste}.wsdl`);
    expect(wsdl.attributes.targetNamespace).toBe('http://no/brreg/saksys/grunndata/ws');
    expect(all(wsdl, 'portType').map(nameOf)).toEqual([tjeneste]);
    expect(all(wsdl, 'service').map(nameOf)).toEqual([`${tjeneste}Service`]);
    expect(all(wsdl, 'port').map(nameOf)).toEqual([`${tjeneste}SoapPort`]);
    for (const part of ['portType', 'binding']) {
      expect(all(wsdl, part).flatMap((one) => all(one, 'operation').map(nameOf))).toEqual(operations);
    }
    expect(all(wsdl, 'fault')).toEqual([]);
    expect(all(wsdl, 'header', `${WSDL}soap/`)).toEqual([]);
  });

  it('describes requests that the service takes, and the answer', async () => {
    const wsdl = await fetchWsdl(`${tjeneste}.wsdl`);
    const [schema] = all(wsdl, 'schema', XS);
    expect(schema?.attributes.elementFormDefault).toBe('qualified');
    const children = Object.fromEntries(
      childrenOf(schema, 'element').map((element) => [nameOf(element), all(element, 'element', XS)]),
    );
    for (const operation of operations) {
      const asked = children[operation];
      expect(asked?.map((element: XmlElement) => element.attributes)).toEqual(
        ['userid', 'password', parameterOf(operation)]
          .filter((name) => name !== undefined)
          .map((name) => ({ name, type: 'xs:string' })),
      );
      expect(children[`${operation}Response`]?.map(nameOf)).toEqual(['return']);
      const request = writeRequest(operation, '700000001', { userid: 'sandbox-full', password: 'hemmelig' });
      const sent = parseXml(request).children.at(-1)?.children[0];
      expect(sent?.children.map(({ name }) => name)).toEqual(asked?.map(nameOf));
    }
  });
});

test('a WSDL is read and not written to, and is of no other service', async () => {
  expect((await sandbox.post('/grunndata/ErFr.wsdl', '')).status).toBe(405);
  expect((await fetch(`${sandbox.url}/grunndata/Annet.wsdl`)).status).toBe(404);
  expect((await fetch(`${sandbox.url}/grunndata/ErFr`)).status).toBe(405);
});
