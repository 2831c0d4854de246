/** Reads tables, describes and groups the pictures they are about. */
import { tableImportApi } from './table-import/table-import-calls';
import { serve } from './liveness';

serve(tableImportApi());
