/** Reads tables, describes and groups the pictures they are about. */
import { registrarApi } from './registrar/api';
import { serve } from './on-duty';

serve(registrarApi());
