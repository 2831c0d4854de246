/** Looks into archives and files of labels before anything is taken. */
import { serve } from './liveness';
import { unpackerApi } from './label-import/label-import-calls';

serve(unpackerApi());
