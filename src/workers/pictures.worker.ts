/** Registers what brings pictures in: hash, decode, working copy, thumbnail, one transaction a batch. */
import { serve } from './liveness';
import { picturesApi } from './pictures/pictures-calls';

serve(picturesApi());
