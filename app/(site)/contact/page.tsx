import type { Metadata } from 'next';
import { connection } from 'next/server';
import { ContactForm } from '#components/forms/contact-form';
import { PageFrame } from '#components/layout/page-frame';
import { pageMetadata } from '#lib/page-metadata';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { siteWords } from '#lib/words/site';

const words = siteWords.contactForm;

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return pageMetadata(await getPublication(), { title: words.title, description: words.text, path: paths.contact });
}

export default async function ContactPage() {
  await connection();
  const { contactEmail } = await getPublication();
  return (
    <PageFrame>
      <header className="page-head">
        <h1>{words.heading}</h1>
        <p className="standfirst">{words.text}</p>
      </header>
      <div className="on-axis">
        <ContactForm />
        {contactEmail && (
          <p className="quiet">
            {words.direct} <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
          </p>
        )}
      </div>
    </PageFrame>
  );
}
