import { StructuredGroup } from '#components/groups/structured-group';

type Props = { params: Promise<{ slug: string }> };

export default async function StructuredSection({ params }: Props) {
  return <StructuredGroup kind="section" asked={(await params).slug} />;
}
