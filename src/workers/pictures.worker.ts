/** Registers what brings pictures in: hash, decode, working copy, thumbnail, one transaction a batch. */
import { serve } from './on-duty';
import { picturesApi } from './pictures/api';

serve(picturesApi());
