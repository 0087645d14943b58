import { StructuredGroup } from '#components/groups/structured-group';

type Props = { params: Promise<{ slug: string }> };

export default async function StructuredTopic({ params }: Props) {
  return <StructuredGroup kind="topic" asked={(await params).slug} />;
}
