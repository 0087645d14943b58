import type { Metadata } from 'next';
import { connection } from 'next/server';
import { ContactForm } from '#components/forms/contact-form';
import { ContactReceipt } from '#components/forms/contact-receipt';
import { LaterStyles } from '#components/layout/later-styles';
import { PageFrame } from '#components/layout/page-frame';
import { getReceiptWords } from '#lib/forms/receipt-words';
import type { ReceiptQuery } from '#lib/forms/receipts';
import { pageMetadata } from '#lib/page-metadata';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { home } from '#lib/share-images/mutations';
import { getShareImage } from '#lib/share-images/queries';
import { siteWords } from '#lib/words/site';

const words = siteWords.contactForm;

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return pageMetadata(await getPublication(), {
    title: words.title,
    description: words.text,
    path: paths.contact,
    image: await getShareImage(home),
  });
}

export default async function ContactPage({ searchParams }: { searchParams: Promise<ReceiptQuery> }) {
  await connection();
  const { message } = await searchParams;
  const [{ contactEmail }, receipt] = await Promise.all([getPublication(), getReceiptWords('message', message)]);
  return (
    <PageFrame hasLaterStyles>
      <header className="page-head">
        <h1>{words.heading}</h1>
        <p className="standfirst">{words.text}</p>
      </header>
      <LaterStyles />
      <div className="on-axis">
        {receipt ? <ContactReceipt {...receipt} /> : <ContactForm />}
        {contactEmail && (
          <p className="quiet">
            {words.direct} <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
          </p>
        )}
      </div>
    </PageFrame>
  );
}
