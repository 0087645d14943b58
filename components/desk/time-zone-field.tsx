import type { ComponentProps } from 'react';
import { SelectField } from '#components/ui/field';
import { deskWords } from '#lib/words/desk';

type Props = { zones: string[] } & Omit<ComponentProps<typeof SelectField>, 'label' | 'name' | 'children'>;

/** The choice of a time zone, grouped by continent. */
export function TimeZoneField({ zones, ...select }: Props) {
  const areas = [...new Set(zones.map(areaOf))];
  return (
    <SelectField label={deskWords.setUp.timeZone} name="timeZone" {...select}>
      {areas.map((area) => {
        const options = zones
          .filter((zone) => areaOf(zone) === area)
          .map((zone) => (
            <option key={zone} value={zone}>
              {zone.slice(zone.indexOf('/') + 1).replaceAll('_', ' ')}
            </option>
          ));
        return area === '' ? (
          options
        ) : (
          <optgroup key={area} label={area}>
            {options}
          </optgroup>
        );
      })}
    </SelectField>
  );
}

const areaOf = (zone: string): string => (zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : '');
