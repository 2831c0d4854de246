/** Looks into archives and files of labels before anything is taken. */
import { serve } from './on-duty';
import { unpackerApi } from './unpacker/api';

serve(unpackerApi());
