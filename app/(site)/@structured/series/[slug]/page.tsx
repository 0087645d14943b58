import { StructuredGroup } from '#components/groups/structured-group';

type Props = { params: Promise<{ slug: string }> };

export default async function StructuredSeries({ params }: Props) {
  return <StructuredGroup kind="series" asked={(await params).slug} />;
}
