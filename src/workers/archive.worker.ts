/** Takes whole collections out of this browser and brings them back. */
import { archiveApi } from './archive/archive-calls';
import { serve } from './liveness';

serve(archiveApi());
