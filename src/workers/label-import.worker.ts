/** Looks into archives and files of labels before anything is taken. */
import { serve } from './liveness';
import { labelImportApi } from './label-import/label-import-calls';

serve(labelImportApi());
