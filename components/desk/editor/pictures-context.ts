import { createContext } from 'react';
import type { Pictures } from './picture-uploads.ts';

/** Where a figure in the editor finds the address of its picture. */
export const PicturesContext = createContext<Pictures>({});
