/** Takes whole collections out of this browser and brings them back. */
import { archiveApi } from './archive/api';
import { serve } from './on-duty';

serve(archiveApi());
